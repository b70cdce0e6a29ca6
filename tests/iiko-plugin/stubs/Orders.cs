// A stand-in of our own for the part of iikoFront's plugin API (V8) that the plugin uses: names and signatures only, so that it compiles and runs
// without iiko. Not iiko's file, and no code of theirs: written by us from the published reference,
// https://iiko.github.io/front.api.sdk/v8 (IOrder and its items, discounts, StornedPastOrderInfo, IPointOfSale, ITerminal, EntityChangedEventArgs).
using System;
using System.Collections.Generic;
using Resto.Front.Api.Data.Assortment;
using Resto.Front.Api.Data.Common;
using Resto.Front.Api.Data.Payments;

namespace Resto.Front.Api.Data.Common
{
    public interface IEntity
    {
        Guid Id { get; }
    }

    public enum EntityEventType { Created, Updated, Removed }

    public struct EntityChangedEventArgs<T> where T : class, IEntity
    {
        public EntityChangedEventArgs(T entity, EntityEventType eventType)
        {
            Entity = entity;
            EventType = eventType;
        }

        public T Entity { get; }
        public EntityEventType EventType { get; }
    }
}

namespace Resto.Front.Api.Data.Device
{
    public interface ICashRegisterInfo : IEntity
    {
        string FriendlyName { get; }
    }
}

namespace Resto.Front.Api.Data.Organization
{
    public interface IPointOfSale : IEntity
    {
        string Name { get; }
        Device.ICashRegisterInfo CashRegister { get; }
    }

    public interface ITerminal : IEntity
    {
        string Name { get; }
    }
}

namespace Resto.Front.Api.Data.Assortment
{
    public interface IProductCategory : IEntity
    {
        string Name { get; }
    }

    public interface IProduct : IEntity
    {
        IProductCategory Category { get; }
    }
}

namespace Resto.Front.Api.Data.Orders
{
    public enum OrderStatus { New, Bill, Closed, Deleted }

    public enum PaymentStatus { New, Processed, Storned, Cancelled }

    public interface IOrder : IEntity
    {
        int Number { get; }
        OrderStatus Status { get; }
        decimal ResultSum { get; }
        DateTime? CloseTime { get; }
        Guid? StornedOrderId { get; }
        Guid LastChangedTerminalId { get; }
        IReadOnlyList<IOrderRootItem> Items { get; }
        IReadOnlyList<IPaymentItem> Payments { get; }
        IReadOnlyList<IDiscountItem> Discounts { get; }
        IReadOnlyList<IAppliedDiscountItem> AppliedDiscounts { get; }
        IReadOnlyList<IAppliedDiscountItem> PaymentDiscounts { get; }
    }

    public interface IOrderRootItem : IEntity
    {
        bool Deleted { get; }
    }

    public interface IOrderProductItem : IOrderRootItem
    {
        IProduct Product { get; }
        decimal ResultSum { get; }
        IReadOnlyList<IOrderModifierItem> AssignedModifiers { get; }
    }

    public interface IOrderModifierItem : IEntity
    {
        bool Deleted { get; }
        decimal ResultSum { get; }
    }

    public interface IDiscountType : IEntity
    {
        string Name { get; }
        bool Deleted { get; }
        bool IsActive { get; }
        bool DiscountByFlexibleSum { get; }
    }

    public interface IDiscountItem
    {
        IDiscountType DiscountType { get; }
        IPaymentItem DiscountPaymentItem { get; }
    }

    public interface IAppliedDiscountItem
    {
        IDiscountItem Discount { get; }
        decimal DiscountSum { get; }
    }

    public class OrderIdAndNum
    {
        public Guid OrderId { get; set; }
        public int OrderNum { get; set; }
    }

    public class StornedPastOrderInfo
    {
        public OrderIdAndNum PastOrderInfo { get; set; }
        public OrderIdAndNum StornoOrderInfo { get; set; }
    }
}
