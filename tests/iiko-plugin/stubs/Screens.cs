// A stand-in of our own for the part of iikoFront's plugin API (V8) that the plugin uses: names and signatures only, so that it compiles and runs
// without iiko. Not iiko's file, and no code of theirs: written by us from the published reference,
// https://iiko.github.io/front.api.sdk/v8 (INotificationService, INotification, IViewManager, the input dialog's results, BillCheque, CashCheque, Tags).
using System;
using System.Xml.Linq;
using Resto.Front.Api.Data.Cheques;
using Resto.Front.Api.Data.Common;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Data.Organization;
using Resto.Front.Api.Data.Security;
using Resto.Front.Api.Data.View;
using Resto.Front.Api.OperationContexts;
using Resto.Front.Api.UI;

namespace Resto.Front.Api.OperationContexts
{
    public interface INavigatingToPaymentScreenOperationContext { }
}

namespace Resto.Front.Api
{
    public interface INotification<out T>
    {
        IDisposable Subscribe(Action<T> handler);
    }

    public interface INotification<out T, in TResult>
    {
        IDisposable Subscribe(Func<T, TResult> handler);
    }

    public interface INotificationService
    {
        IObservable<EntityChangedEventArgs<IOrder>> OrderChanged { get; }
        INotification<(IOrder order, Guid newOrderId, IUser user)> OrderStorned { get; }
        IObservable<StornedPastOrderInfo> PastOrderStorned { get; }
        INotification<(string barcode, IOrder order, IOperationService os, IViewManager vm), bool> OrderEditBarcodeScanned { get; }
        INotification<(CardInputDialogResult card, IOrder order, IOperationService os, IViewManager vm), bool> OrderEditCardSlided { get; }
        INotification<(IOrder order, IUser user, IOperationService os, IViewManager vm)> BeforeOrderBill { get; }
        INotification<(IOrder order, IPointOfSale pos, IOperationService os, IViewManager vm, INavigatingToPaymentScreenOperationContext context)> NavigatingToPaymentScreen { get; }
        INotification<Guid, BillCheque> BillChequePrinting { get; }
        INotification<Guid, CashCheque> CashChequePrinting { get; }
    }
}

namespace Resto.Front.Api.UI
{
    public interface IViewManager
    {
        void ShowOkPopup(string title, string message, string okBtnText = null);
        void ShowErrorPopup(string message, string closeBtnText = null);
        IInputDialogResult ShowExtendedInputDialog(string title, string hint, ExtendedInputDialogSettings settings, string okBtnText = null, string cancelBtnText = null);
    }

    public class ExtendedInputDialogSettings
    {
        public bool EnablePhone { get; set; }
        public bool EnableBarcode { get; set; }
        public bool EnableCardSlider { get; set; }
    }
}

namespace Resto.Front.Api.Data.View
{
    public interface IInputDialogResult { }

    public sealed class PhoneInputDialogResult : IInputDialogResult
    {
        public string PhoneNumber { get; set; }
    }

    public sealed class BarcodeInputDialogResult : IInputDialogResult
    {
        public string Barcode { get; set; }
    }

    public sealed class CardInputDialogResult : IInputDialogResult
    {
        public string Track2 { get; set; }
        public string FullCardTrack { get; set; }
    }
}

namespace Resto.Front.Api.Data.Cheques
{
    public static class Tags
    {
        public const string Left = "left";
        public const string NewParagraph = "np";
    }

    public class BillCheque
    {
        public XElement BeforeFooter { get; set; }
    }

    public class CashCheque
    {
        public XElement AfterCheque { get; set; }
    }
}
