// A stand-in of our own for the part of iikoFront's plugin API (V8) that the plugin uses: names and signatures only, so that it compiles and runs
// without iiko. Not iiko's file, and no code of theirs: written by us from the published reference,
// https://iiko.github.io/front.api.sdk/v8 (PluginContext, IFrontPlugin, IOperationService, ILog, ICredentials, PluginLicenseModuleIdAttribute).
//
// Ours alone is PluginContext.Fill: the scripted till puts itself there.
using System;
using System.Collections.Generic;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Data.Organization;
using Resto.Front.Api.Data.Payments;
using Resto.Front.Api.Data.Security;
using Resto.Front.Api.UI;

namespace Resto.Front.Api
{
    public interface IFrontPlugin : IDisposable { }

    public static class PluginContext
    {
        public static ILog Log { get; private set; }
        public static INotificationService Notifications { get; private set; }
        public static IOperationService Operations { get; private set; }

        public static void Fill(ILog log, INotificationService notifications, IOperationService operations)
        {
            Log = log;
            Notifications = notifications;
            Operations = operations;
        }
    }

    public interface ILog
    {
        void Info(string message);
        void Warn(string message);
        void Error(string message);
    }

    public interface IOperationService
    {
        IDisposable RegisterPaymentSystem(IPaymentProcessor paymentProcessor, bool canProcessPaymentReturnWithoutOrder = false, FiscalPaymentTypeGroup fiscalPaymentTypeGroup = FiscalPaymentTypeGroup.Default);
        IDisposable AddButtonToOrderEditScreen(string caption, Action<(IOrder order, IOperationService os, IViewManager vm)> callback, string iconGeometry = null);
        IOrder GetOrderById(Guid id);
        IOrder TryGetOrderById(Guid id);
        IPaymentType TryGetPaymentTypeById(Guid id);
        IReadOnlyList<IDiscountType> GetDiscountTypes();
        ITerminal GetHostTerminal();
        ITerminal TryGetTerminalById(Guid id);
        IReadOnlyList<IPointOfSale> GetHostTerminalPointsOfSale();
        ICredentials GetDefaultCredentials();
        ICredentials AuthenticateByPin(string pin);
        void AddErrorMessage(string message, string sender, TimeSpan? timeout = null);
        void AddWarningMessage(string message, string sender, TimeSpan? timeout = null);
    }
}

namespace Resto.Front.Api.Data.Security
{
    public interface ICredentials { }

    public interface IUser : Common.IEntity
    {
        string Name { get; }
    }
}

namespace Resto.Front.Api.Attributes
{
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class PluginLicenseModuleIdAttribute : Attribute
    {
        public PluginLicenseModuleIdAttribute(int moduleId) { ModuleId = moduleId; }
        public int ModuleId { get; }
    }
}
